/**
 * Who the customer is: identities per company, the party they make up, its golden values, search.
 */
package org.klantbrug.customer;
