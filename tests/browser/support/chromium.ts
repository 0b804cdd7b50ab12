import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The browser to drive: `CHROMIUM_PATH`, or the first that is on the PATH. */
export async function findChromium(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const folders = (env['PATH'] ?? '').split(delimiter);
  const given = env['CHROMIUM_PATH'];
  const places = given ? [given] : names.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const place of places) if (await canRun(place)) return place;
  throw new Error(
    `Ingen Chromium${given ? ` på CHROMIUM_PATH=${given}` : ''}. Installér den med: sudo apt-get install -y chromium ` +
      `/ No Chromium${given ? ` at CHROMIUM_PATH=${given}` : ''}. Install one with: sudo apt-get install -y chromium`,
  );
}

async function canRun(place: string): Promise<boolean> {
  try {
    await access(place, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
