/** `lightning/graphql`: records by GraphQL. */
export { executeMutation, gql, graphql } from 'org/graphqlCalls';
