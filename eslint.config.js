import lwcConfig from '@salesforce/eslint-config-lwc';
import slds from '@salesforce-ux/eslint-plugin-slds';
import importPlugin from 'eslint-plugin-import';
import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';

const components = ['force-app/**/lwc/**/*.ts'];
const componentTests = ['force-app/**/lwc/**/__tests__/**/*.ts'];
const scripts = ['scripts/**/*.ts'];
const pages = ['scripts/local-org/lightning/browser/**/*.ts'];

/** The local org's parts, lowest first: each knows only those before it. */
const layers = ['model', 'metadata', 'formula', 'security', 'database', 'apex', 'org', 'api', 'host'];
const zones = [
    ...layers.map((layer, position) => ({
        target: `./scripts/local-org/${layer}`,
        from: [...layers.slice(position + 1), 'lightning'].map((other) => `./scripts/local-org/${other}`),
        // The host serves what lightning/build made.
        ...(layer === 'host' ? { except: [] } : {}),
        message: `${layer}/ knows only the parts before it: ${layers.slice(0, position).join(', ') || 'none'}.`
    })),
    {
        target: './scripts/local-org/lightning/build',
        from: layers.slice(2).map((other) => `./scripts/local-org/${other}`),
        message: 'lightning/build knows metadata/ and model/ only.'
    },
    {
        target: './scripts/local-org/lightning/browser',
        from: [
            './scripts/local-org/lightning/build',
            ...layers.filter((layer) => layer !== 'api').map((other) => `./scripts/local-org/${other}`)
        ],
        // Shapes travel over HTTP; code does not.
        except: ['./types.ts'],
        message: 'Pages know the local org by HTTP only.'
    },
    { target: './force-app', from: './scripts', message: 'The package knows nothing of the scripts.' },
    {
        target: ['./scripts/seed', './scripts/migrate'],
        from: './scripts/local-org',
        message: 'Seeding and migrating go through the public API, as they do in a real org.'
    }
].map((zone) =>
    zone.target === './scripts/local-org/host'
        ? { ...zone, from: zone.from.filter((from) => !from.endsWith('/lightning')) }
        : zone
);

const typed = (files, ignores = []) => ({
    files,
    ignores,
    languageOptions: {
        parser: tseslint.parser,
        parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname }
    }
});

// The rules of Salesforce's configuration with TypeScript's own parser: theirs cannot read types.
const lwcRules = lwcConfig.configs.recommendedTs.map(({ languageOptions, ...rest }) => ({
    ...rest,
    files: components,
    ignores: componentTests,
    ...(languageOptions?.globals ? { languageOptions: { globals: languageOptions.globals } } : {})
}));

export default [
    {
        ignores: [
            'node_modules/**',
            '.local-org/**',
            '.cache/**',
            'coverage/**',
            'force-app/**/lwc/**/*.js',
            'config/jest/**',
            '**/__fixtures__/**'
        ]
    },
    ...lwcRules,
    ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: components })),
    ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: scripts })),
    typed([...components, ...scripts]),
    {
        files: components,
        rules: {
            'no-undef': 'off',
            'no-unused-vars': 'off',
            'no-restricted-globals': 'off',
            // Prettier and TypeScript say both better.
            'no-confusing-arrow': 'off',
            'consistent-return': 'off',
            // `void` marks a promise that nobody waits for, as TypeScript's rule of floating promises asks.
            'no-void': ['error', { allowAsStatement: true }],
            'import/named': 'off',
            'import/no-unresolved': 'off',
            '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
            '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }]
        }
    },
    {
        files: componentTests,
        plugins: { jest },
        rules: {
            ...jest.configs['flat/recommended'].rules,
            'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*'] }],
            '@typescript-eslint/unbound-method': 'off',
            '@typescript-eslint/no-unnecessary-type-parameters': 'off',
            '@typescript-eslint/no-unsafe-assignment': 'off',
            '@typescript-eslint/no-unsafe-argument': 'off',
            '@typescript-eslint/no-non-null-assertion': 'off'
        }
    },
    {
        files: scripts,
        plugins: { import: importPlugin },
        settings: {
            'import/parsers': { '@typescript-eslint/parser': ['.ts'] },
            'import/resolver': { node: { extensions: ['.ts', '.mjs', '.js'] } }
        },
        rules: {
            'import/no-restricted-paths': ['error', { zones }],
            '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
            '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }]
        }
    },
    {
        // node:test's `test` and `describe` return promises that the runner itself awaits.
        files: ['scripts/**/*.test.ts', 'scripts/**/*.journey.ts'],
        rules: { '@typescript-eslint/no-floating-promises': 'off', '@typescript-eslint/require-await': 'off' }
    },
    { files: pages, rules: { '@typescript-eslint/unbound-method': 'off' } },
    ...slds.configs['flat/recommended'].map((config) => ({
        ...config,
        ignores: [...(config.ignores ?? []), 'scripts/**']
    }))
];
