/** When two records are the same one: the rule per field, and its tolerances. */
package io.chromarunbook.activities.comparison;
