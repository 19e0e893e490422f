@NullMarked
package io.orderflow.campaign.oracle;

import org.jspecify.annotations.NullMarked;
