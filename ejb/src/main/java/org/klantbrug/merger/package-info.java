/** The takeover: its companies, deliveries, mappings, imports, staging and rejects. */
package org.klantbrug.merger;
