import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { sayLine } from './screen.ts';
import { failed, missing, passed, runProgram, type Step, type StepResult } from './steps.ts';

const JARS = 'node_modules/@salesforce/code-analyzer-pmd-engine/dist/java-lib/*';

/** The rules that hold for the package's Apex; anything else PMD knows is noise here (documentation, naming). */
const RULES = [
    'ApexBadCrypto',
    'ApexCRUDViolation',
    'ApexDangerousMethods',
    'ApexInsecureEndpoint',
    'ApexOpenRedirect',
    'ApexSharingViolations',
    'ApexSOQLInjection',
    'ApexSuggestUsingNamedCred',
    'ApexUnitTestClassShouldHaveAsserts',
    'ApexUnitTestClassShouldHaveRunAs',
    'ApexUnitTestShouldNotUseSeeAllDataTrue',
    'AvoidDirectAccessTriggerMap',
    'AvoidHardcodingId',
    'AvoidLogicInTrigger',
    'AvoidNonExistentAnnotations',
    'EmptyCatchBlock',
    'EmptyIfStmt',
    'EmptyTryOrFinallyBlock',
    'EmptyWhileStmt',
    'InaccessibleAuraEnabledGetter',
    'MethodWithSameNameAsEnclosingClass',
    'OperationWithLimitsInLoop',
    'OverrideBothEqualsAndHashcode',
    'TestMethodsMustBeInTestClasses',
    'UnusedLocalVariable'
];

interface Finding {
    readonly where: string;
    readonly message: string;
}

const hasJava = async (): Promise<boolean> => {
    try {
        const { output } = await runProgram('java', ['-version'], { quiet: true });
        return Number(/version "(\d+)/.exec(output)?.[1] ?? 0) >= 17;
    } catch {
        return false;
    }
};

const verdict = (findings: readonly Finding[], checked: number): StepResult => {
    for (const { where, message } of findings) sayLine(`${where}: ${message}`);
    return findings.length > 0 ? failed(`${findings.length} findings`, findings.length) : passed(checked);
};

const HOW_TO_GET_JAVA =
    'install a Java 17 runtime (Debian: `apt-get install openjdk-17-jre-headless`; macOS: `brew install openjdk@17`)';

const apexFiles = (): string[] =>
    readdirSync(path.join(PROJECT_ROOT, 'force-app'), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(cls|trigger)$/.test(file))
        .map((file) => path.join('force-app', file));

/**
 * apex-ls, the type checker of the Apex language server: unknown fields, types, methods and labels.
 * Its platform types are API 65's, so a false finding is possible; those belong to `config/apex-ls-allowed.json` with a reason.
 */
export const apexTypes: Step = {
    name: 'Apex types (apex-ls)',
    run: async () => {
        if (!(await hasJava())) return missing('Java', HOW_TO_GET_JAVA);
        const { output } = await runProgram(
            'java',
            [
                '-Xmx2g',
                '-cp',
                JARS,
                'io.github.apexdevtools.apexls.CheckForIssues',
                '-n',
                '-d',
                'errors',
                '-f',
                'json',
                '-w',
                PROJECT_ROOT
            ],
            { quiet: true }
        );
        const start = output.indexOf('{');
        if (start < 0) return failed(`apex-ls printed no result: ${output.slice(0, 500)}`);
        const report = JSON.parse(output.slice(start)) as {
            files: { path: string; messages: { start: { line: number }; category: string; message: string }[] }[];
        };
        const allowed = JSON.parse(readFileSync(path.join(PROJECT_ROOT, 'config', 'apex-ls-allowed.json'), 'utf8')) as {
            file: string;
            message: string;
            reason: string;
        }[];
        const findings = report.files.flatMap(({ path: file, messages }) =>
            messages
                .filter(
                    ({ message }) =>
                        !allowed.some((entry) => file.endsWith(entry.file) && message.includes(entry.message))
                )
                .map(({ start: { line }, message }) => ({
                    where: `${path.relative(PROJECT_ROOT, file)}:${line}`,
                    message
                }))
        );
        return verdict(findings, apexFiles().length);
    }
};

/** PMD: access checks, sharing, injection, queries and DML in loops, tests that assert. */
export const apexRules: Step = {
    name: 'Apex rules (PMD)',
    run: async () => {
        if (!(await hasJava())) return missing('Java', HOW_TO_GET_JAVA);
        const { CodeAnalyzer, CodeAnalyzerConfig } = await import('@salesforce/code-analyzer-core');
        const { createEnginePlugin } = await import('@salesforce/code-analyzer-pmd-engine');
        const analyzer = new CodeAnalyzer(CodeAnalyzerConfig.withDefaults());
        await analyzer.addEnginePlugin(createEnginePlugin());
        const files = apexFiles();
        const workspace = await analyzer.createWorkspace(files.map((file) => path.join(PROJECT_ROOT, file)));
        const rules = await analyzer.selectRules(
            RULES.map((rule) => `pmd:${rule}`),
            { workspace }
        );
        const unknown = RULES.filter(
            (rule) =>
                !rules
                    .getEngineNames()
                    .some((engine) => rules.getRulesFor(engine).some((known) => known.getName() === rule))
        );
        if (unknown.length > 0) return failed(`PMD does not know these rules: ${unknown.join(', ')}`);
        const results = await analyzer.run(rules, { workspace });
        const findings = results.getViolations().map((violation) => {
            const at = violation.getPrimaryLocation();
            return {
                where: `${path.relative(PROJECT_ROOT, at.getFile() ?? '')}:${at.getStartLine() ?? 0}`,
                message: `${violation.getRule().getName()}: ${violation.getMessage()}`
            };
        });
        return verdict(findings, files.length);
    }
};
