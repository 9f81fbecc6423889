/**
 * Klantbrug as people start it, and what it promises from outside: its doors, its headers, its
 * database rights.
 */
package org.klantbrug.running;
