/**
 * Who saw and changed what: append-only, the application's role can neither change nor delete it.
 */
package org.klantbrug.audit;
