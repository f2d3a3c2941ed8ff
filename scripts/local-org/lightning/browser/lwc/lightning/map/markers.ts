/** A place as components give it to `lightning-map`. */
export interface MapMarker {
    readonly value?: string;
    readonly title?: string;
    readonly description?: string;
    readonly icon?: string;
    readonly location?: Readonly<Record<string, string | number | undefined>>;
}
/** A place as it is listed. */
export interface MarkerView {
    readonly key: string;
    readonly title: string;
    readonly address: string;
    readonly description: string;
    readonly icon: string;
}

/** The parts of an address, in the order in which it is read. */
const PARTS = ['Street', 'City', 'State', 'PostalCode', 'Country'];
const STANDARD_ICON = 'standard:location';

const text = (value: string | number | undefined): string => (value === undefined ? '' : String(value).trim());

/** The address of a place; where it has none, its coordinates. */
export const addressOf = ({ location = {} }: MapMarker): string => {
    const parts = PARTS.map((part) => text(location[part])).filter((part) => part !== '');
    const coordinates = [text(location.Latitude), text(location.Longitude)].filter((part) => part !== '');
    return (parts.length > 0 ? parts : coordinates).join(', ');
};

/**
 * Places as a list shows them. A place without a title is called by its address, as on the platform.
 * @param markers as a component gave them; what is no list counts as none
 */
export const markerViews = (markers: unknown): MarkerView[] =>
    (Array.isArray(markers) ? (markers as MapMarker[]) : []).map((marker, index) => {
        const address = addressOf(marker);
        return {
            key: marker.value ?? `marker-${index}`,
            title: marker.title ?? address,
            address: marker.title === undefined ? '' : address,
            description: marker.description ?? '',
            icon: marker.icon ?? STANDARD_ICON
        };
    });
