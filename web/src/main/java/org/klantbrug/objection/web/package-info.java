/** What staff and customers see of objections. */
package org.klantbrug.objection.web;
