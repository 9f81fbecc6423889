/** What runs between customer and company: contracts, invoices, arrangements, mandates. */
package org.klantbrug.contract;
