/** Everything compared with everything: records, ids, settings, search; and what it amounts to. */
package io.chromarunbook.activities.validation;
