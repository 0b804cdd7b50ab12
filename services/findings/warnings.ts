export { textWarningsOn as warningsOn } from '#citizens/questions.ts';
