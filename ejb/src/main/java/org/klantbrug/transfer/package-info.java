/**
 * Carries staged records to the live tables, keeps the ledger, rehearses, reconciles and undoes.
 */
package org.klantbrug.transfer;
