import tseslint from 'typescript-eslint';

const limits = (lines) => ({ 'max-lines': ['error', { max: lines, skipBlankLines: true, skipComments: true }] });

export default tseslint.config(
  // The examples stand on the packed package, which only their test installs; there they are compiled, strictly.
  { ignores: ['dist', 'node_modules', 'data', 'coverage', 'examples', '**/*.cjs', '**/*.mjs'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...limits(200),
      complexity: ['error', 10],
      'max-depth': ['error', 3],
      'max-params': ['error', 4],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A constructor's length is Nest's injection, not a function's burden; see the override below.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-namespace': 'off',
    },
  },
  {
    files: ['**/*.spec.ts'],
    rules: { ...limits(400), 'max-lines-per-function': 'off', '@typescript-eslint/unbound-method': 'off' },
  },
  // These speak to a person at a terminal.
  {
    files: ['apps/*/src/main.ts', 'apps/**/*.cli.ts', 'test/bench/**/*.ts', 'libs/testing/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
);
