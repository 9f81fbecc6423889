/**
 * Reply times: when a customer must have heard from us, counted by one clock per subject and stage,
 * whatever the subject is.
 */
package org.klantbrug.sla;
