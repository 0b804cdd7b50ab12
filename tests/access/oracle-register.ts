import {
  bySystemOfUnit,
  type Facts,
  type Holds,
  inOwnSeat,
  type Known,
  olderThan,
  type Row,
} from './oracle-facts.ts';

/** What somebody sent to be read in is theirs alone, as coordinator where they sent it from. */
const sender: Holds = (row, caller, facts) =>
  inOwnSeat(row, caller, facts) && caller.roles.includes('coordinator');
const importOf = (row: Row, facts: Facts) =>
  facts.get('app.register_import')?.find(({ id }) => id === row['import_id']);

const systemOf = { system: 'any', unit: 'any' };
const aged = (row: Row, days: number) =>
  olderThan('created_at', days)(row, { agency: null, person: null, roles: [], ...systemOf }, new Map());

/** Nobody reads what is a day old. */
const sentToday =
  (holds: (sent: Row, caller: Known, facts: Facts) => boolean): Holds =>
  (row, caller, facts) => {
    const sent = importOf(row, facts);
    return sent !== undefined && !aged(row, 1) && holds(sent, caller, facts);
  };
const own = sentToday(sender);
const underWay = sentToday(
  (sent, caller, facts) => bySystemOfUnit(sent, caller, facts) && sent['state'] === 'running',
);

/** The rows of imports that are started in the service. */
export const registerRules = {
  // Before the imports, which take their parts with them.
  'app.register_import_part': {
    key: "import_id || '/' || kind || '/' || sheet || '/' || part",
    owns: ['app', 'register'],
    select: { app: own, register: underWay },
    delete: {
      app: own,
      register: underWay,
      scheduler: (row: Row, caller: Known, facts: Facts) =>
        bySystemOfUnit(row, caller, facts) && aged(row, 23 / 24),
    },
  },
  'app.register_import': {
    key: 'id',
    owns: ['app'],
    select: { app: sender, register: bySystemOfUnit },
    set: { app: 'failed_with = null', register: 'failed_with = null' },
    update: {
      app: sender,
      register: (row: Row, caller: Known, facts: Facts) =>
        bySystemOfUnit(row, caller, facts) && row['state'] === 'running',
    },
    delete: {
      scheduler: (row: Row, caller: Known, facts: Facts) =>
        bySystemOfUnit(row, caller, facts) && aged(row, 30),
    },
  },
} as const;

const words = (text: string): readonly string[] => text.split(/\s+/);
const part = words('import_id unit_id person_id sheet kind part text_ct');
export const registerGrants = {
  'app.register_import': {
    select: { app: '*', register: words('id unit_id person_id state run_id') },
    insert: { app: words('id unit_id agency_id person_id rows_total report') },
    update: {
      app: words('state run_id started_at heard_at ended_at rows_done failed_with'),
      register: words('state heard_at ended_at rows_done failed_with report'),
    },
    delete: ['scheduler'],
  },
  'app.register_import_part': {
    select: { app: '*', register: '*' },
    insert: { app: part, register: part },
    delete: ['app', 'register', 'scheduler'],
  },
} as const;
