import type { Report } from '../problems.ts';
import { requireElements } from '../xml/check.ts';
import { childOf, flagOf, textOf } from '../xml/document.ts';
import type { ObjectDraft } from './drafts.ts';

/** The active validation rules of an object; where each rule stands is kept for problems found later. */
export const readRules = (draft: ObjectDraft, report: Report): void => {
    for (const element of draft.source.parts('validationRules')) {
        if (!requireElements(element, ['active', 'errorConditionFormula', 'errorMessage'], report)) continue;
        const name = textOf(element, 'fullName') ?? '';
        const message = textOf(element, 'errorMessage') ?? '';
        if (message.length > 255)
            report.add(
                childOf(element, 'errorMessage') ?? element,
                'Error Message: data value too large (max length=255)'
            );
        const field = textOf(element, 'errorDisplayField');
        draft.rulePlaces.set(name, element);
        if (!flagOf(element, 'active')) continue;
        draft.rules.push(
            Object.freeze({
                name,
                condition: Object.freeze({
                    text: textOf(element, 'errorConditionFormula') ?? '',
                    type: 'boolean',
                    blanksAsZero: false
                }),
                message,
                ...(field === undefined ? {} : { field })
            })
        );
    }
};
