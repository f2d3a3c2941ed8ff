/**
 * The platform's run-time library: one module a namespace or topic, gathered here.
 *
 * What the compiler and the library agree on, beside apex/types.ts:
 * - constructors of types with type parameters (List, Set, Map) get the type arguments first, as an array of ApexType;
 * - constants of library enums are the objects of `constantsOf(type)`;
 * - a member of an interface type is called with user objects too, and calls them back (Iterator, Comparable, Queueable …);
 * - methods of user classes, sObjects and enums that no class declares are those of System.Object, System.SObject, System.Enum;
 * - a type's methods come before those of the type it `extends`.
 */
import type { LibraryType } from '../types.ts';
import { apexPagesTypes } from './apexPages.ts';
import { assertions } from './assertions.ts';
import { cacheTypes } from './cache.ts';
import { calloutMockTypes } from './calloutMocks.ts';
import { compressionTypes } from './compression.ts';
import { domTypes } from './dom.ts';
import { domainTypes } from './domains.ts';
import { geographyTypes } from './geography.ts';
import { handlerTypes } from './handlers.ts';
import { jsonParserTypes } from './jsonParser.ts';
import { metadataTypes } from './metadataTypes.ts';
import { searchTypes } from './search.ts';
import { urlTypes } from './url.ts';
import { visualEditorTypes } from './visualEditor.ts';
import { xmlStreamTypes } from './xmlStreams.ts';
import { approvalTypes } from './approval.ts';
import { businessHoursTypes } from './businessHours.ts';
import { collatorTypes } from './collator.ts';
import { invocableActionTypes } from './invocableActions.ts';
import { orgLimitTypes } from './orgLimits.ts';
import { siteTypes } from './sites.ts';
import { asyncTypes } from './async.ts';
import { webServiceTypes } from './webServices.ts';
import { formulaTypes } from './formulas.ts';
import { cursorTypes } from './cursors.ts';
import { lackingClasses } from './lackingClasses.ts';
import { mailThreadTypes } from './mailThreads.ts';
import { mergeTypes } from './databaseMerge.ts';
import { replicationTypes } from './replication.ts';
import { asyncOptionTypes } from './asyncOptions.ts';
import { requestTypes } from './request.ts';
import { authConfiguration } from './authConfiguration.ts';
import { pushNotificationTypes } from './pushNotifications.ts';
import { batchTypes } from './batch.ts';
import { collections } from './collections.ts';
import { cryptoTypes } from './crypto.ts';
import { databaseTypes } from './database.ts';
import { databaseResults } from './databaseResults.ts';
import { dates } from './dates.ts';
import { enums } from './enums.ts';
import { duplicateTypes } from './duplicates.ts';
import { eventTypes } from './events.ts';
import { exceptions } from './exceptions.ts';
import { httpTypes } from './http.ts';
import { jsonTypes } from './json.ts';
import { limits } from './limits.ts';
import { math } from './math.ts';
import { messagingTypes } from './messaging.ts';
import { numbers } from './numbers.ts';
import { pageControllerTypes } from './pageControllers.ts';
import { pageTypes } from './pageReference.ts';
import { regularExpressions } from './regularExpressions.ts';
import { restTypes } from './rest.ts';
import { schemaTypes } from './schema.ts';
import { securityTypes } from './security.ts';
import { sobjects } from './sobjects.ts';
import { systemTypes } from './system.ts';
import { testTypes } from './test.ts';
import { text } from './text.ts';
import { types } from './types.ts';
import { userInfoTypes } from './userInfo.ts';
import { versionTypes } from './versions.ts';

/** Every type of the platform that Apex code may name. Anything else is a compile problem. */
export const libraryTypes: readonly LibraryType[] = [
    ...systemTypes,
    ...text,
    ...numbers,
    math,
    ...dates,
    ...regularExpressions,
    ...collections,
    ...enums,
    ...exceptions,
    ...assertions,
    ...types,
    ...sobjects,
    ...databaseTypes,
    ...databaseResults,
    ...batchTypes,
    ...asyncTypes,
    ...webServiceTypes,
    ...approvalTypes,
    ...businessHoursTypes,
    ...collatorTypes,
    ...invocableActionTypes,
    ...orgLimitTypes,
    ...siteTypes,
    ...formulaTypes,
    ...cursorTypes,
    ...mergeTypes,
    ...replicationTypes,
    ...asyncOptionTypes,
    ...requestTypes,
    ...schemaTypes,
    ...securityTypes,
    ...jsonTypes,
    ...limits,
    ...userInfoTypes,
    ...cryptoTypes,
    ...httpTypes,
    ...messagingTypes,
    ...mailThreadTypes,
    ...lackingClasses,
    ...pushNotificationTypes,
    authConfiguration,
    ...duplicateTypes,
    ...eventTypes,
    ...testTypes,
    ...pageTypes,
    ...apexPagesTypes,
    ...pageControllerTypes,
    ...restTypes,
    ...versionTypes,
    ...cacheTypes,
    ...calloutMockTypes,
    ...compressionTypes,
    ...domTypes,
    ...domainTypes,
    ...geographyTypes,
    ...handlerTypes,
    ...jsonParserTypes,
    ...metadataTypes,
    ...searchTypes,
    ...urlTypes,
    ...visualEditorTypes,
    ...xmlStreamTypes
];

export { tellBatchFailure } from './batchFailures.ts';
export { finalizerAfter, runAsyncJob } from './async.ts';
export { BIND_RESOLVER, type BindResolver } from './binds.ts';
export { allCustomMetadata, customMetadataInstance } from './customMetadata.ts';
export { constantOf, constantsOf, TRIGGER_OPERATION } from './enums.ts';
export { AssertionFailure, AuraHandled } from './exceptions.ts';
export { checkWritable, readField, toFieldValue, writeField } from './fieldValues.ts';
export { JsonReader, untyped } from './jsonRead.ts';
export { sentMessages, type SentMessage } from './outbox.ts';
export { parseJson, writeJson } from './jsonText.ts';
export { JsonWriter } from './jsonWrite.ts';
export { describeObject } from './schema.ts';
export { describeField } from './schemaFields.ts';
export { beginRestCall, restAnswer, type RestAnswer, type RestCall } from './rest.ts';
export { freeze, thaw } from './state.ts';
export { LIMITS_USED, RUN_JOB, type RunJob } from './test.ts';
export { noteEnded } from './jobRows.ts';
