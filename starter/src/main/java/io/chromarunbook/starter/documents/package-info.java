/**
 * The runbook's documents: for each reader the pages written for this plan, from what runs go by.
 */
package io.chromarunbook.starter.documents;
