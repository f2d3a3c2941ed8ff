/** `@salesforce/resourceUrl/Name`: where a static resource is served. */
export const resourceUrl = (name: string): string => `/resource/${name.replace('.', '__')}`;
