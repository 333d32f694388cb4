// SPDX-License-Identifier: GPL-3.0-or-later

import Inspection
import Pages
import Words

extension Standing {
  var pageTone: PageTone { PageTone(tone) ?? .calm }
}

extension PoolInspection.State {
  var pageTone: PageTone { PageTone(tone) ?? .calm }
}
