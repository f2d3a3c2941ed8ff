/** Sections of a page that name their fields themselves instead of taking those of the page layout ("dynamic forms"). */
import type { FormCell, FormMode, FormSection } from './layouts.ts';
import type { PageItem } from './regions.ts';
import type { ObjectInfo } from './uiTypes.ts';

/** `@@@SFDCSystem_InformationSFDC@@@` stands for the platform's own words. */
export const sectionLabel = (label: string | undefined): string =>
    (label ?? '').replace(/^@@@SFDC(.*)SFDC@@@$/, '$1').replaceAll('_', ' ');

const fieldsIn = (column: PageItem): PageItem[] =>
    Object.values(column.facets)
        .flat()
        .filter(({ component }) => component === 'flexipage:field');

/**
 * A section with its columns side by side, row by row. Fields that this user cannot read are left out, and the next ones move up.
 * @param item a `flexipage:fieldSection`
 * @param info of the record's object
 */
export const dynamicSection = (item: PageItem, info: ObjectInfo, mode: FormMode): FormSection => {
    const columns = (item.facets.columns ?? []).map((column) =>
        fieldsIn(column).filter(({ properties }) => info.fields[properties.field ?? ''] !== undefined)
    );
    const cellOf = (field: PageItem | undefined, key: string): FormCell => {
        const name = field?.properties.field;
        const known = name === undefined ? undefined : info.fields[name];
        const behavior = field?.properties.uiBehavior;
        const may = (mode === 'create' ? known?.createable : known?.updateable) ?? false;
        return {
            key,
            field: name,
            editable: may && behavior !== 'readonly',
            required: (known?.required ?? false) || behavior === 'required'
        };
    };
    const length = Math.max(0, ...columns.map((column) => column.length));
    const rows = Array.from({ length }, (_none, row) => ({
        key: `${item.identifier}-${row}`,
        cells: columns.map((column, index) => cellOf(column[row], `${item.identifier}-${row}-${index}`))
    }));
    return { key: item.identifier, heading: sectionLabel(item.properties.label), columns: columns.length, rows };
};
