/** Custom summary formulas of reports: `Handoff__c$Returns__c:SUM / RowCount`. */
import type { FieldType, ObjectDef } from '../../model/index.ts';
import { childOf, childrenOf, flagOf, numberOf, textOf } from '../xml/document.ts';
import { buildSchema } from '../schema/definition.ts';
import { systemField } from '../schema/systemFields.ts';
import type { ReportReader } from './reports.ts';
import type { AggregateKind, Summary, SummaryFormulaDef } from './types.ts';

const KINDS: Readonly<Record<string, AggregateKind>> = {
    SUM: 'Sum',
    AVG: 'Average',
    MAX: 'Maximum',
    MIN: 'Minimum',
    UNIQUE: 'Unique',
    MEDIAN: 'Median'
};
/** A column with its summary, or the number of rows; text in quotes is left alone. */
const TOKENS = /"(?:\\.|[^"\\])*"|[A-Za-z_][\w$.]*:(?:SUM|AVG|MAX|MIN|UNIQUE|MEDIAN)\b|\bRowCount\b/gi;

/** The number of a summary in a formula's text: a name that no function has. */
export const inputName = (position: number): string => `Summary_${position}__c`;

const TYPES = { currency: 'currency', percent: 'percent', number: 'number' } as const;

/** What a formula's names are fields of: summaries are numbers, whatever they summarise. */
const summaryObject = (names: readonly string[]): ObjectDef => {
    const fields = names.map((name) => systemField('Report', name, name, 'number', { scale: 10 }));
    const [object] = buildSchema(0, [
        {
            name: 'Report',
            label: 'Report',
            pluralLabel: 'Reports',
            keyPrefix: '',
            kind: 'standard',
            fields,
            rules: [],
            recordTypes: [],
            sharing: 'private',
            features: { activities: false, history: false, reports: false, search: false },
            readOnly: true
        }
    ]).objects;
    if (!object) throw new Error('a schema of one object has one');
    return object;
};

export const readFormulas = (reader: ReportReader): SummaryFormulaDef[] =>
    childrenOf(reader.root, 'aggregates').flatMap((element): SummaryFormulaDef[] => {
        // What is not shown is kept by the platform and does nothing.
        if (!flagOf(element, 'isActive')) return [];
        for (const name of ['acrossGroupingContext', 'downGroupingContext']) {
            const context = textOf(element, name);
            if (context !== undefined && context !== 'ALL_SUMMARY_LEVELS')
                reader.refuse(
                    element,
                    `not supported by the local org: a summary formula of a report at the level ${context}`
                );
        }
        const inputs = new Map<string, Summary>();
        const text = (textOf(element, 'calculatedFormula') ?? '').replace(TOKENS, (token) => {
            if (token.startsWith('"')) return token;
            const [column = '', kind = ''] = token.split(':');
            const summary = reader.summary(element, kind === '' ? 'RowCount' : column, KINDS[kind.toUpperCase()]);
            const name = inputName(inputs.size);
            if (summary) inputs.set(name, summary);
            return name;
        });
        const name = textOf(element, 'developerName') ?? '';
        const datatype = (textOf(element, 'datatype') ?? 'number') as SummaryFormulaDef['datatype'];
        const type: FieldType = TYPES[datatype];
        const { file, line, column } = childOf(element, 'calculatedFormula') ?? element;
        return [
            {
                name,
                label: textOf(element, 'masterLabel') ?? name,
                datatype,
                scale: numberOf(element, 'scale') ?? 0,
                source: Object.freeze({ text, type, blanksAsZero: true }),
                object: summaryObject([...inputs.keys()]),
                inputs,
                place: { file, line, column }
            }
        ];
    });
