/** `lightning/uiGraphQLApi`: the older name of `lightning/graphql`, with a function to ask again. */
import { unwrap } from 'lwc';
import { refreshGraphQL as refresh } from 'org/graphqlCalls';

export { gql, graphql } from 'org/graphqlCalls';

/** A component that tracks what the wire gave hands over LWC's proxy of it. */
export const refreshGraphQL = (result: unknown): Promise<void> => refresh(unwrap(result));
