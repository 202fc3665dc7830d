/** Room of its module. */
package io.chromarunbook.activities;
