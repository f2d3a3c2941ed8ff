import { AddressValue, Decimal, FARTHEST, LocationValue, type AddressPart } from '../../model/index.ts';
import type { LibraryType } from '../types.ts';
import { need, raise } from './support.ts';

const EARTH_KM = 6371.0088;
const KM_PER_MILE = 1.609344;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
/** Great-circle distance, by the haversine formula. @throws IllegalArgumentException for other units than `mi` and `km` */
const distance = (from: LocationValue | null, to: LocationValue | null, unit: string | null): number => {
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
const newLocation = (latitude: Decimal | null, longitude: Decimal | null): LocationValue => {
    const made = new LocationValue(need(latitude).toNumber(), need(longitude).toNumber());
    if (Math.abs(made.latitude) > FARTHEST.latitude)
        raise('System.IllegalArgumentException', `Invalid latitude: ${made.latitude}. It must be between -90 and 90.`);
    if (Math.abs(made.longitude) > FARTHEST.longitude)
        raise(
            'System.IllegalArgumentException',
            `Invalid longitude: ${made.longitude}. It must be between -180 and 180.`
        );
    return made;
};
const coordinates: LibraryType['members'] = {
    'Double getDistance(System.Location other, String unit)': (
        self: LocationValue,
        other: LocationValue,
        unit: string
    ) => distance(self, other, unit),
    'Double getLatitude()': (self: LocationValue) => self.latitude,
    'Double getLongitude()': (self: LocationValue) => self.longitude
};
const location: LibraryType = {
    name: 'System.Location',
    kind: 'class',
    is: (value) => value instanceof LocationValue,
    members: {
        ...coordinates,
        'static Double getDistance(System.Location from, System.Location to, String unit)': distance,
        'static System.Location newInstance(Decimal latitude, Decimal longitude)': newLocation,
        'Double latitude': (self: LocationValue) => self.latitude,
        'Double longitude': (self: LocationValue) => self.longitude
    }
};
const PARTS: readonly AddressPart[] = ['city', 'country', 'geocodeAccuracy', 'postalCode', 'state', 'street'];
const number = (self: AddressValue, name: 'latitude' | 'longitude'): number | null => {
    const part = self.part(name);
    return part instanceof Decimal ? part.toNumber() : null;
};
const place = (self: AddressValue): LocationValue | null => {
    const [latitude, longitude] = [number(self, 'latitude'), number(self, 'longitude')];
    return latitude === null || longitude === null ? null : new LocationValue(latitude, longitude);
};
/** State and country picklists are off: there are no codes. */
const noCode = (): null => null;
const address: LibraryType = {
    name: 'System.Address',
    kind: 'class',
    is: (value) => value instanceof AddressValue,
    members: {
        ...Object.fromEntries(
            PARTS.flatMap((name) => {
                const read = (self: AddressValue): unknown => self.part(name);
                return [
                    [`String get${name.charAt(0).toUpperCase()}${name.slice(1)}()`, read],
                    [`String ${name}`, read]
                ];
            })
        ),
        'String getCountryCode()': noCode,
        'String countryCode': noCode,
        'String getStateCode()': noCode,
        'String stateCode': noCode,
        'Double getDistance(System.Location other, String unit)': (
            self: AddressValue,
            other: LocationValue,
            unit: string
        ) => {
            const own = place(self);
            return own && distance(own, other, unit);
        },
        'Double getLatitude()': (self: AddressValue) => number(self, 'latitude'),
        'Double getLongitude()': (self: AddressValue) => number(self, 'longitude'),
        'Double latitude': (self: AddressValue) => number(self, 'latitude'),
        'Double longitude': (self: AddressValue) => number(self, 'longitude'),
        'String toString()': (self: AddressValue) => self.toString()
    }
};

/** Location and Address. Source: Apex Reference Guide, System Namespace. */
export const geographyTypes: readonly LibraryType[] = [location, address];
