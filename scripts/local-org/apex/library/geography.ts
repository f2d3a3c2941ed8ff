import { Decimal } from '../../model/index.ts';
import type { LibraryType } from '../types.ts';
import { Data, getters, properties } from './dataTypes.ts';
import { need, raise } from './support.ts';

const EARTH_KM = 6371.0088;
const KM_PER_MILE = 1.609344;

/** System.Location. */
class Location {
    readonly latitude: number;
    readonly longitude: number;
    constructor(latitude: number, longitude: number) {
        this.latitude = latitude;
        this.longitude = longitude;
    }
    apexText(): string {
        return `API Location: [${this.latitude}, ${this.longitude}]`;
    }
}
const radians = (degrees: number): number => (degrees * Math.PI) / 180;
/** Great-circle distance, by the haversine formula. @throws IllegalArgumentException for other units than `mi` and `km` */
const distance = (from: Location | null, to: Location | null, unit: string | null): number => {
    const [one, other] = [need(from), need(to)];
    const half = (left: number, right: number): number => Math.sin(radians(right - left) / 2) ** 2;
    const chord =
        half(one.latitude, other.latitude) +
        Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * half(one.longitude, other.longitude);
    const kilometres = 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
    switch (need(unit).toLowerCase()) {
        case 'km':
            return kilometres;
        case 'mi':
            return kilometres / KM_PER_MILE;
    }
    return raise('System.IllegalArgumentException', `Invalid unit: ${unit}. Valid units are 'mi' and 'km'.`);
};
const newLocation = (latitude: Decimal | null, longitude: Decimal | null): Location => {
    const made = new Location(need(latitude).toNumber(), need(longitude).toNumber());
    if (Math.abs(made.latitude) > 90)
        raise('System.IllegalArgumentException', `Invalid latitude: ${made.latitude}. It must be between -90 and 90.`);
    if (Math.abs(made.longitude) > 180)
        raise(
            'System.IllegalArgumentException',
            `Invalid longitude: ${made.longitude}. It must be between -180 and 180.`
        );
    return made;
};
const coordinates: LibraryType['members'] = {
    'Double getDistance(System.Location other, String unit)': (self: Location, other: Location, unit: string) =>
        distance(self, other, unit),
    'Double getLatitude()': (self: Location) => self.latitude,
    'Double getLongitude()': (self: Location) => self.longitude
};
const location: LibraryType = {
    name: 'System.Location',
    kind: 'class',
    is: (value) => value instanceof Location,
    members: {
        ...coordinates,
        'static Double getDistance(System.Location from, System.Location to, String unit)': distance,
        'static System.Location newInstance(Decimal latitude, Decimal longitude)': newLocation,
        'Double latitude': (self: Location) => self.latitude,
        'Double longitude': (self: Location) => self.longitude
    }
};
const ADDRESS = {
    city: 'String',
    country: 'String',
    countryCode: 'String',
    geocodeAccuracy: 'String',
    postalCode: 'String',
    state: 'String',
    stateCode: 'String',
    street: 'String'
};
/** Of a compound address: what its fields hold. */
export const newAddress = (values: Readonly<Record<string, unknown>>): unknown => new Data('System.Address', values);
const place = (self: Data): Location | null => {
    const [latitude, longitude] = [self.get('latitude'), self.get('longitude')];
    return typeof latitude === 'number' && typeof longitude === 'number' ? new Location(latitude, longitude) : null;
};
const address: LibraryType = {
    name: 'System.Address',
    kind: 'class',
    is: (value) => value instanceof Data && value.typeName === 'System.Address',
    members: {
        ...getters(ADDRESS),
        ...Object.fromEntries(Object.entries(properties(ADDRESS)).filter(([key]) => !key.startsWith('set '))),
        'Double getDistance(System.Location other, String unit)': (self: Data, other: Location, unit: string) => {
            const own = place(self);
            return own && distance(own, other, unit);
        },
        'Double getLatitude()': (self: Data) => self.get('latitude'),
        'Double getLongitude()': (self: Data) => self.get('longitude'),
        'Double latitude': (self: Data) => self.get('latitude'),
        'Double longitude': (self: Data) => self.get('longitude')
    }
};

/** Location and Address. Source: Apex Reference Guide, System Namespace. */
export const geographyTypes: readonly LibraryType[] = [location, address];
