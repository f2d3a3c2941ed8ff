import { NotSupported } from '../../model/index.ts';
import { execution } from '../runtime/index.ts';

const DESCRIPTION = /\.resource(-meta\.xml)?$/;

/**
 * The content of a static resource of the project, by its name in any case; undefined where there is none.
 * @throws NotSupported for one that the project holds unpacked
 */
export const staticResource = (name: string): Uint8Array | undefined => {
    for (const component of execution().program.model.components('StaticResource')) {
        if (component.fullName.toLowerCase() !== name.toLowerCase()) continue;
        const contents = [...component.files].filter(
            ([file]) =>
                !file.endsWith('.resource-meta.xml') &&
                (component.files.size === 1 || !DESCRIPTION.test(file) || file.endsWith('.resource'))
        );
        if (contents.length > 1)
            throw new NotSupported(`the static resource ${component.fullName}, an unpacked archive`);
        return contents[0]?.[1];
    }
    return undefined;
};
