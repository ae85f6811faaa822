/**
 * DIMSE messages (PS3.7): command sets, their fields, statuses and the requests and responses built
 * from them. Nothing here touches a socket, and data sets do not occur: they are the business of
 * whoever sends or receives the message.
 */
@NullMarked
package org.sealgate.dimse.service;

import org.jspecify.annotations.NullMarked;
