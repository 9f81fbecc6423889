/**
 * Objections: customers who do not want to go over, or not have their data used; what is done with
 * that, and what becomes of them in the waves.
 */
package org.klantbrug.objection;
