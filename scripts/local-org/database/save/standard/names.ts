import type { Derive } from './index.ts';

/** `Name` of people from its parts. Source: Object Reference, "Contact", "Name". */
export const deriveName: Derive = (_work, record) => {
    const parts = ['FirstName', 'LastName']
        .map((field) => record.get(field))
        .filter((part) => typeof part === 'string');
    record.set('Name', parts.join(' ').trim());
};
