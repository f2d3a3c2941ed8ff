import { createRequire } from 'node:module';

const { jestConfig } = createRequire(import.meta.url)('@salesforce/sfdx-lwc-jest/config');

export default {
    ...jestConfig,
    resolver: '<rootDir>/config/jest/resolver.cjs',
    // Accessibility checks of whole pages take seconds on a busy machine.
    testTimeout: 20_000,
    testMatch: ['<rootDir>/force-app/**/__tests__/**/*.test.ts'],
    collectCoverageFrom: ['force-app/**/lwc/**/*.ts', '!**/__tests__/**'],
    moduleNameMapper: {
        '^lightning/navigation$': '<rootDir>/config/jest/mocks/lightning/navigation.ts',
        '^lightning/modal$': '<rootDir>/config/jest/mocks/lightning/modal.ts'
    },
    modulePathIgnorePatterns: ['<rootDir>/.local-org', '<rootDir>/.cache'],
    setupFilesAfterEnv: [...(jestConfig.setupFilesAfterEnv ?? []), '<rootDir>/config/jest/setup.cjs']
};
