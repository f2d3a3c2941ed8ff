import { emitComponents } from '../local-org/lightning/build/index.ts';
import { componentFiles } from '../build/paths.ts';
import { sayLine } from './screen.ts';
import { failed, passed, type Step } from './steps.ts';

/** The emitted JavaScript that the later steps look at. */
export const buildComponents: Step = {
    name: 'Build of the components',
    run: async () => {
        const problems = await emitComponents(PROJECT_ROOT);
        for (const { file, line, column, message } of problems) sayLine(`${file}:${line}:${column}: ${message}`);
        return problems.length > 0 ? failed('components do not build', problems.length) : passed(componentFiles().size);
    }
};
