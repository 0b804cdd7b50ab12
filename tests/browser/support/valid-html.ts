import { HtmlValidate } from 'html-validate';

// Templates are not typed: this finds what a browser would mend in silence.
const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:document'],
  rules: {
    // How it is written, not what it is.
    'attr-quotes': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'doctype-style': 'off',
    'no-inline-style': 'error',
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'long-title': 'off',
    'no-implicit-button-type': 'error',
    'require-sri': 'off',
  },
});

/** What is wrong with a page's HTML: nesting, ids that occur twice, attributes that are not there. */
export async function htmlFaults(text: string, where: string): Promise<string[]> {
  const { results } = await validator.validateString(text);
  return results.flatMap(({ messages }) =>
    messages.map(
      ({ ruleId, message, line, column }) => `${where}: ${ruleId}: ${message} (${line}:${column})`,
    ),
  );
}
