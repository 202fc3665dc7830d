/**
 * Where the command line finds Temporal, what Temporal and a home know together of a run, and what
 * people are told where a call to one fails.
 */
package io.chromarunbook.starter.connection;
