/** What is said over all contexts together: the names in the access log. */
package org.klantbrug.desk;
