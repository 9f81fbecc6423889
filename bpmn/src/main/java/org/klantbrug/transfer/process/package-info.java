/** What the processes of the takeover ask of the business. */
package org.klantbrug.transfer.process;
