import { documentsOf } from './documents.ts';
import type { Report } from './problems.ts';
import type { ComponentSource, FeatureParameterDef } from './types.ts';
import { requireElements } from './xml/check.ts';
import { childOf, textOf } from './xml/document.ts';

const KINDS = ['Boolean', 'Date', 'Integer'] as const;
const VALUES: Readonly<Record<FeatureParameterDef['kind'], RegExp>> = {
    Boolean: /^(true|false)$/,
    Date: /^\d{4}-\d\d-\d\d$/,
    Integer: /^-?\d{1,9}$/
};

/**
 * Feature parameters of a package: which way their value flows, and the value that they begin with.
 * Source: Metadata API Developer Guide, FeatureParameterBoolean, FeatureParameterDate, FeatureParameterInteger.
 */
export const readFeatureParameters = (
    components: readonly ComponentSource[],
    report: Report
): readonly FeatureParameterDef[] =>
    KINDS.flatMap((kind) =>
        documentsOf(components, `FeatureParameter${kind}`, report).map(({ root, name }) => {
            requireElements(root, ['dataflowDirection', 'masterLabel', 'value'], report);
            const direction = textOf(root, 'dataflowDirection') ?? '';
            if (!/^(LmoToSubscriber|SubscriberToLmo)$/.test(direction))
                report.add(
                    childOf(root, 'dataflowDirection') ?? root,
                    `'${direction}' is not a valid value for the enum 'FeatureParameterDataFlowDirection'`
                );
            const value = textOf(root, 'value') ?? '';
            if (!VALUES[kind].test(value))
                report.add(childOf(root, 'value') ?? root, `'${value}' is not a valid ${kind}`);
            return Object.freeze({ name, kind, value, toSubscriber: direction === 'LmoToSubscriber' });
        })
    );
