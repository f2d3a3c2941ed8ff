/**
 * `lightning/mobileCapabilities`. A browser has none of them: `isAvailable()` is false, as on the platform outside of its mobile apps, and
 * every other call rejects. Source: LWC guide, "Use Mobile Device Features".
 */
interface Service {
    isAvailable(): boolean;
    readonly [member: string]: unknown;
}

const notEnabled = (): Promise<never> =>
    Promise.reject(
        Object.assign(new Error('This feature is available in the mobile app of Salesforce only.'), {
            code: 'SERVICE_NOT_ENABLED'
        })
    );

const service = (methods: readonly string[], constants: Readonly<Record<string, unknown>> = {}): (() => Service) => {
    const one: Service = Object.freeze({
        ...Object.fromEntries(methods.map((method) => [method, notEnabled])),
        ...constants,
        isAvailable: () => false
    });
    return () => one;
};

const BARCODES = [
    ['CODE_128', 'code128'],
    ['CODE_39', 'code39'],
    ['CODE_93', 'code93'],
    ['DATA_MATRIX', 'datamatrix'],
    ['EAN_13', 'ean13'],
    ['EAN_8', 'ean8'],
    ['ITF', 'itf'],
    ['PDF_417', 'pdf417'],
    ['QR', 'qr'],
    ['UPC_A', 'upca'],
    ['UPC_E', 'upce']
] as const;

export const getAppReviewService = service(['requestAppReview']);
export const getARSpaceCapture = service(['scanRooms']);
export const getBarcodeScanner = service(['scan', 'beginCapture', 'resumeCapture', 'endCapture', 'dismiss'], {
    barcodeTypes: Object.freeze(Object.fromEntries(BARCODES))
});
export const getBiometricsService = service(['checkUserIsDeviceOwner', 'isBiometricsReady']);
export const getCalendarService = service(['addEvent', 'getEvents', 'updateEvent', 'removeEvent', 'getCalendars']);
export const getContactsService = service(['getContacts']);
export const getDocumentScanner = service(['scan']);
export const getGeofencingService = service(['startMonitoringGeofence', 'stopMonitoringGeofence']);
export const getLocationService = service([
    'getCurrentPosition',
    'startWatchingPosition',
    'stopWatchingPosition',
    'startGeoFencing',
    'stopGeoFencing'
]);
export const getNfcService = service(['read', 'erase', 'write']);
export const getPaymentsService = service(['collectPayment', 'getSupportedPaymentMethods']);
