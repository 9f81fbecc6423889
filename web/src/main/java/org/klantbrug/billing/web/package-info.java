/** What people and programs see of what a merger changes for the money. */
package org.klantbrug.billing.web;
