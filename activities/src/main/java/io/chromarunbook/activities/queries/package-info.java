/** Vectors people really search for, given with a plan. */
package io.chromarunbook.activities.queries;
