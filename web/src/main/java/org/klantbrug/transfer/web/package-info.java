/** What people and programs see of transfers: their reconciliation, and taking one back. */
package org.klantbrug.transfer.web;
