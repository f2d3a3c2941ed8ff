/**
 * Custom fields of `Activity` are those of Task and Event at once; the object itself has no rows.
 * Source: Object Reference, "Task", and Metadata API Developer Guide, "CustomObject" (Activity, Event and Task).
 */
import { fold } from '../../model/index.ts';
import type { Report } from '../problems.ts';
import type { ComponentSource } from '../types.ts';
import type { XmlElement } from '../xml/document.ts';
import { readObjectSource, type ObjectSource } from './objectSource.ts';

export const ACTIVITY = 'Activity';
const SHARING = new Set(['task', 'event', 'openactivity', 'activityhistory']);

/** The fields that both objects have of it. @param components those of the object `Activity` */
export const readActivityFields = (components: readonly ComponentSource[], report: Report): readonly XmlElement[] =>
    components.length === 0 ? [] : readObjectSource(ACTIVITY, components, report).parts('fields');

/** Whether an object's custom fields may stand in the file of `Activity`. */
export const sharesActivityFields = (object: string): boolean => SHARING.has(fold(object));

/** A parent has one list of that name: its tasks. */
const withoutList = (element: XmlElement): XmlElement => ({
    ...element,
    children: element.children.filter(({ name }) => name !== 'relationshipName' && name !== 'relationshipLabel')
});

/** An object with the fields that it shares; itself where it shares none. */
export const withActivityFields = (source: ObjectSource, fields: readonly XmlElement[]): ObjectSource => {
    const name = fold(source.name);
    if (fields.length === 0 || !SHARING.has(name)) return source;
    const shared = name === 'task' ? fields : fields.map(withoutList);
    return {
        ...source,
        parts: (part) => (part === 'fields' ? [...source.parts(part), ...shared] : source.parts(part))
    };
};
