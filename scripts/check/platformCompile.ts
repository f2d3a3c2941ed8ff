import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { componentFiles } from '../build/paths.ts';
import { sayLine } from './screen.ts';
import { failed, passed, type Step } from './steps.ts';

interface CompilerDiagnostic {
    readonly level: number;
    readonly message: string;
    readonly filename?: string;
    readonly location?: { readonly line: number; readonly column: number };
}
interface CompilerOutput {
    readonly success: boolean;
    readonly diagnostics?: readonly CompilerDiagnostic[];
    readonly results?: readonly { readonly success: boolean; readonly diagnostics: readonly CompilerDiagnostic[] }[];
}
interface PlatformCompiler {
    compile(input: object): Promise<CompilerOutput>;
}

/** What an org lets a component import; the platform compiler itself accepts any name. */
const IMPORTABLE = /^(lwc|\.{1,2}\/|c\/|lightning\/|@salesforce\/)/;

/** Deployable files of a bundle: what `.forceignore` leaves over. */
const bundleFiles = (folder: string): Record<string, string> =>
    Object.fromEntries(
        readdirSync(folder)
            .filter((file) => /\.(js|html|css|svg|js-meta\.xml)$/.test(file))
            .map((file) => [file, readFileSync(path.join(folder, file), 'utf8')])
    );

/** Salesforce's own component compiler on the emitted JavaScript: what an org would refuse. Never given TypeScript: it would silently drop the class. */
export const platformCompile: Step = {
    name: 'Components as an org compiles them',
    run: async () => {
        const compiler = createRequire(path.join(PROJECT_ROOT, 'package.json'))(
            '@lwc/sfdc-lwc-compiler'
        ) as PlatformCompiler;
        const faults: string[] = [];
        const components = componentFiles();
        for (const [name, file] of components) {
            const folder = path.join(PROJECT_ROOT, path.dirname(file));
            const files = bundleFiles(folder);
            if (!files[`${name}.js`]) {
                faults.push(`${file}: not emitted; run \`npm run build\``);
                continue;
            }
            for (const [script, text] of Object.entries(files)) {
                if (!script.endsWith('.js')) continue;
                for (const [, module] of text.matchAll(/\b(?:from|import)\s*['"]([^'"]+)['"]/g)) {
                    if (module && !IMPORTABLE.test(module))
                        faults.push(`${path.dirname(file)}/${script}: an org has no module '${module}'`);
                }
            }
            const output = await compiler.compile({
                bundle: { namespace: 'c', name, type: 'platform', files },
                outputConfigs: [{ env: {}, minify: false, compat: false, format: 'amd' }]
            });
            const diagnostics = [
                ...(output.diagnostics ?? []),
                ...(output.results ?? []).flatMap((result) => result.diagnostics)
            ];
            const errors = diagnostics.filter(({ level }) => level <= 1);
            for (const { message, filename, location } of errors)
                faults.push(`${path.dirname(file)}/${filename ?? `${name}.js`}:${location?.line ?? 0}: ${message}`);
            if (!output.success && errors.length === 0)
                faults.push(`${file}: the platform compiler refused it without a reason`);
        }
        for (const fault of faults) sayLine(fault);
        return faults.length > 0 ? failed(`${faults.length} faults`, faults.length) : passed(components.size);
    }
};
