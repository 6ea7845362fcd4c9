
  // ---- landing: what a link leads to comes to stand below what sticks to the top ----------------
  // How much room a target needs above it is said once, in the style sheet, by the bar's height.
  const bar = $("filter");
  function measure() {
    const sticks = getComputedStyle(bar).position === "sticky";
    document.documentElement.style.setProperty("--bar", `${sticks ? bar.offsetHeight : 0}px`);
  }
  if (bar) {
    new ResizeObserver(measure).observe(bar);
    addEventListener("resize", measure);
  }

  // What is on the way gets its height only as it comes into view, and parts of the page arrive late:
  // a jump aims again until nothing has moved for a while, or the reader moves something.
  const STILL = 24;
  const LONGEST = 360;
  let aims = 0;
  for (const kind of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    addEventListener(kind, () => { aims += 1; }, { passive: true, capture: true });
  }

  function land(aim) {
    aims += 1;
    const mine = aims;
    let before = NaN;
    let still = 0;
    let frames = 0;
    const again = () => {
      if (mine !== aims) return;
      aim();
      still = scrollY === before ? still + 1 : 0;
      before = scrollY;
      frames += 1;
      if (still < STILL && frames < LONGEST) requestAnimationFrame(again);
    };
    if (bar) measure();
    again();
  }

  const land_on = (target, block = "start") => land(() => target.scrollIntoView({ block, behavior: "instant" }));
