/** Every refusal that the local org's code can make, read from its source. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { textsOf, type Text } from './texts.ts';

const ROOT = 'scripts/local-org';
const MARK = 'not supported by the local org';
/** How deep a text may come through functions that pass it on. */
const DEEPEST = 4;

export interface Refusal {
    /** File, relative to the local org's folder. */
    readonly file: string;
    readonly text: string;
}

const sourceFiles = (): ts.SourceFile[] =>
    readdirSync(path.join(PROJECT_ROOT, ROOT), { recursive: true, encoding: 'utf8' })
        .map((file) => file.replaceAll('\\', '/'))
        .filter(
            (file) =>
                file.endsWith('.ts') && !/\.test\.ts$|(^|\/)(test[A-Z]\w*|test-fixture|conformance\/.*)\.ts$/.test(file)
        )
        .sort()
        .map((file) =>
            ts.createSourceFile(
                file,
                readFileSync(path.join(PROJECT_ROOT, ROOT, file), 'utf8'),
                ts.ScriptTarget.Latest,
                true
            )
        );

const walk = (node: ts.Node, visit: (node: ts.Node) => void): void => {
    visit(node);
    node.forEachChild((child) => walk(child, visit));
};

/** The name by which a function is called. */
const nameOfFunction = (node: ts.SignatureDeclaration): string | undefined => {
    if (node.name && ts.isIdentifier(node.name)) return node.name.text;
    const { parent } = node;
    return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name.text : undefined;
};

class Scan {
    private readonly files = sourceFiles();
    private readonly calls = new Map<string, ts.CallExpression[]>();
    readonly found: Refusal[] = [];

    constructor() {
        for (const file of this.files)
            walk(file, (node) => {
                if (!ts.isCallExpression(node)) return;
                const { expression } = node;
                const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
                this.calls.set(name, [...(this.calls.get(name) ?? []), node]);
            });
    }
    run(): readonly Refusal[] {
        for (const file of this.files)
            walk(file, (node) => {
                if (ts.isNewExpression(node) && node.expression.getText() === 'NotSupported') {
                    const [argument] = node.arguments ?? [];
                    for (const text of (argument && textsOf(argument)) ?? []) this.add(text, file);
                } else if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
                    if (node.getText().includes(MARK))
                        for (const text of textsOf(node) ?? []) this.add(withoutMark(text), file);
                }
            });
        return this.found;
    }
    private add(text: Text, file: ts.SourceFile): void {
        for (const { pieces, at } of this.resolve(text, file, 0)) {
            const whole = pieces.join('').trim();
            // A text of placeholders only says nothing: whoever passes it on has been read on its own.
            if (whole.replace(/‹[^›]*›/g, '').trim() !== '') this.found.push({ file: at.fileName, text: whole });
        }
    }
    /** Puts in what callers pass for the parameters of a function. */
    private resolve(text: Text, file: ts.SourceFile, depth: number): { pieces: string[]; at: ts.SourceFile }[] {
        const open = text.find((piece) => typeof piece !== 'string');
        if (open === undefined) return [{ pieces: text as string[], at: file }];
        const put = (by: Text, at: ts.SourceFile, deeper: number): { pieces: string[]; at: ts.SourceFile }[] =>
            this.resolve(
                text.flatMap((piece) =>
                    typeof piece !== 'string' && piece.parameter === open.parameter ? by : [piece]
                ),
                at,
                deeper
            );
        const passed = depth < DEEPEST ? this.passedFor(open.parameter, file) : [];
        const known = passed.filter(({ text: by }) => saysSomething(by));
        return [
            ...known.flatMap(({ text: by, at }) => put(by, at, depth + 1)),
            ...(known.length === passed.length && passed.length > 0 ? [] : put([open.name], file, depth))
        ];
    }
    private passedFor(parameter: ts.ParameterDeclaration, file: ts.SourceFile): { text: Text; at: ts.SourceFile }[] {
        const name = nameOfFunction(parameter.parent);
        const index = parameter.parent.parameters.indexOf(parameter);
        if (name === undefined) return [];
        const imports = (other: ts.SourceFile): boolean =>
            other === file ||
            (!ts.isMethodDeclaration(parameter.parent) && new RegExp(`import[^;]*\\b${name}\\b`).test(other.text));
        return (this.calls.get(name) ?? []).flatMap((call) => {
            const at = call.getSourceFile();
            const argument = call.arguments[index];
            if (!imports(at) || !argument) return [];
            return (textsOf(argument) ?? []).map((text) => ({ text, at }));
        });
    }
}

/** A caller that only passes on what it knows at run time says less than the name of the parameter. */
const saysSomething = (text: Text): boolean =>
    text.some((piece) => (typeof piece === 'string' ? /\w/.test(piece.replace(/‹[^›]*›/g, '')) : false)) ||
    (text.length === 1 && typeof text[0] !== 'string' && text[0] !== undefined);

/** `not supported by the local org: X` → X; `X: not supported by the local org` → X. */
const withoutMark = (text: Text): Text => {
    const at = text.findIndex((piece) => typeof piece === 'string' && piece.includes(MARK));
    const piece = text[at] as string;
    const after = piece.slice(piece.indexOf(MARK) + MARK.length).replace(/^: ?/, '');
    const rest: Text = [after, ...text.slice(at + 1)];
    if (rest.some((other) => other !== '')) return rest;
    return [...text.slice(0, at), piece.slice(0, piece.indexOf(MARK)).replace(/[:;,] *$/, '')];
};

/** @returns refusals in no particular order, some of them more than once */
export const scanRefusals = (): readonly Refusal[] => new Scan().run();
