/** Room of its module. */
package io.chromarunbook.starter;
