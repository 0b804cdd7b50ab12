/** The parts that pages are made of. */
export * from './parts/choices.ts';
export * from './parts/fields.ts';
export * from './parts/show.ts';
