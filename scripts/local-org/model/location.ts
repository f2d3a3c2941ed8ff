/** The parts of a geolocation field, as its components are named. Source: Object Reference, "Geolocation Compound Field". */
export const LOCATION_PARTS = ['latitude', 'longitude'] as const;
export type LocationPart = (typeof LOCATION_PARTS)[number];

/** How far from zero a coordinate may be, in degrees. Source: Object Reference, "Geolocation Compound Field". */
export const FARTHEST: Readonly<Record<LocationPart, number>> = { latitude: 90, longitude: 180 };

/** The value of a geolocation field: read only, made of the fields of its parts. Degrees. */
export class LocationValue {
    readonly latitude: number;
    readonly longitude: number;
    constructor(latitude: number, longitude: number) {
        this.latitude = latitude;
        this.longitude = longitude;
    }
    toString(): string {
        return `API Location: [${this.latitude}, ${this.longitude}]`;
    }
}
