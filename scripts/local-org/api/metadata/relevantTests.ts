/**
 * Which tests a deployment concerns. The platform finds them by what the payload depends on and by what test classes say of themselves
 * (`@IsTest(critical=true)`, `@IsTest(testFor='ApexClass:Orders, ApexTrigger:OrderTrigger')`); here by the names that code mentions, so that
 * rather too many run than too few. Source: Metadata API Developer Guide, "Running Tests in a Deployment", RunRelevantTests.
 */
import type { ComponentId, ComponentSource } from '../../metadata/types.ts';

const APEX: ReadonlySet<string> = new Set(['ApexClass', 'ApexTrigger']);

/** Code without comments; texts stay, which may hold queries. */
const withoutComments = (code: string): string =>
    code.replace(/'(?:\\.|[^'\\\n])*'|\/\*[^]*?\*\/|\/\/[^\n]*/g, (part) => (part.startsWith("'") ? part : ' '));

interface Unit {
    readonly key: string;
    /** Lower case. */
    readonly words: ReadonlySet<string>;
    readonly isTest: boolean;
    readonly critical: boolean;
    readonly testFor: readonly string[];
}

const keyOfName = (type: string, name: string): string => `${type}:${name}`.toLowerCase();

const readUnit = ({ type, fullName, files }: ComponentSource): Unit => {
    const bytes = [...files].find(([path]) => !path.endsWith('-meta.xml'))?.[1];
    const code = withoutComments(bytes ? Buffer.from(bytes).toString('utf8') : '');
    const [, annotation = ''] = /^[^{]*?@istest\s*\(([^)]*)\)/i.exec(code) ?? [];
    const testFor = /testfor\s*=\s*'([^']*)'/i.exec(annotation)?.[1] ?? '';
    return {
        key: keyOfName(type, fullName),
        words: new Set(code.toLowerCase().match(/[a-z]\w*/g) ?? []),
        isTest: type === 'ApexClass' && (/^[^{]*@istest\b/i.test(code) || /\btestmethod\b/i.test(code)),
        critical: /critical\s*=\s*true/i.test(annotation),
        testFor: testFor.split(',').map((part) => part.replace(/\s/g, '').toLowerCase())
    };
};

/** The word by which code mentions a component: a field by its own name, a trigger by that of its object, which `words` add. */
const wordOf = (fullName: string): string => fullName.slice(fullName.lastIndexOf('.') + 1).toLowerCase();

/** The object of a trigger. */
const objectOfTrigger = ({ files }: ComponentSource): string | undefined => {
    const bytes = [...files].find(([path]) => !path.endsWith('-meta.xml'))?.[1];
    const code = withoutComments(bytes ? Buffer.from(bytes).toString('utf8') : '');
    return /\btrigger\s+\w+\s+on\s+(\w+)/i.exec(code)?.[1]?.toLowerCase();
};

/**
 * @param components what the org has after the deployment
 * @param sent what the deployment brings or takes away
 * @returns names of test classes
 */
export const relevantTests = (components: readonly ComponentSource[], sent: readonly ComponentId[]): string[] => {
    const apex = components.filter(({ type }) => APEX.has(type));
    const units = apex.map(readUnit);
    const changed = new Set(sent.map(({ type, fullName }) => keyOfName(type, fullName)));
    const mentioned = new Set(sent.map(({ fullName }) => wordOf(fullName)));
    for (const component of apex)
        if (component.type === 'ApexTrigger' && changed.has(keyOfName(component.type, component.fullName)))
            mentioned.add(objectOfTrigger(component) ?? '');
    const byWord = new Map<string, Unit[]>();
    for (const unit of units)
        for (const word of unit.words) {
            const others = byWord.get(word);
            if (others) others.push(unit);
            else byWord.set(word, [unit]);
        }
    // Whoever mentions what changed is concerned, and whoever mentions them: the set grows while it is walked.
    const concerned = new Set(units.filter(({ key }) => changed.has(key)));
    for (const { key } of concerned) mentioned.add(wordOf(key.slice(key.indexOf(':') + 1)));
    for (const word of mentioned)
        for (const unit of byWord.get(word) ?? []) {
            concerned.add(unit);
            mentioned.add(wordOf(unit.key.slice(unit.key.indexOf(':') + 1)));
        }
    return units
        .filter((unit) => unit.isTest)
        .filter((unit) => unit.critical || unit.testFor.some((key) => changed.has(key)) || concerned.has(unit))
        .map(({ key }) => key.slice(key.indexOf(':') + 1));
};
