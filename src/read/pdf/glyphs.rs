//! The letters of each page and where they stand, in the order in which they are drawn.
//!
//! Places are whole hundredths of a point, from the upper left corner of the page as it is shown.

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt as _, interpret_page,
};

/// A letter, or several that are drawn as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Glyph {
    pub(super) text: String,
    /// Its left end.
    pub(super) left: i64,
    /// Its right end.
    pub(super) right: i64,
    /// The line that it stands on.
    pub(super) base: i64,
    /// The size of its font.
    pub(super) size: i64,
}

/// What the pages hold.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) pages: Vec<Vec<Glyph>>,
    /// How many letters nobody can read.
    pub(super) unread: usize,
}

/// More letters than this are not read: one drawing may be drawn any number of times.
const MOST_GLYPHS: usize = 40_000_000;

/// Widths are given for a font of this size.
const EM: i64 = 1000;

/// Reads the letters of a file.
pub(super) fn read(bytes: &[u8]) -> Result<Text, String> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| {
        match error {
            LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
                "it is encrypted; save it without a password first"
            }
            LoadPdfError::Decryption(_) => "it is encrypted in a way that is not known; print it into a new PDF first",
            LoadPdfError::Invalid => "it is damaged or cut off",
        }
        .to_owned()
    })?;
    if pdf.pages().is_empty() {
        return Err("it is damaged or cut off: it has no pages".to_owned());
    }
    let cache = InterpreterCache::new();
    let mut pen = Pen::default();
    for page in pdf.pages().iter() {
        pen.page.clear();
        let (width, height) = page.render_dimensions();
        let shown = Rect::new(0.0, 0.0, width.into(), height.into());
        let upright = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(upright, shown, &cache, pdf.xref(), InterpreterSettings::default());
        interpret_page(page, &mut context, &mut pen);
        pen.count += pen.page.len();
        if pen.count > MOST_GLYPHS {
            return Err(format!("it has more than {} million letters", MOST_GLYPHS / 1_000_000));
        }
        pen.text.pages.push(std::mem::take(&mut pen.page));
    }
    Ok(pen.text)
}

/// Takes the letters of a page as they are drawn.
#[derive(Debug, Default)]
struct Pen {
    text: Text,
    page: Vec<Glyph>,
    count: usize,
}

impl Device<'_> for Pen {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        if self.count + self.page.len() > MOST_GLYPHS {
            return;
        }
        // An outline is drawn after its filling, and would be the same letters again.
        if matches!(mode, DrawMode::Stroke(_)) && self.repeats(run, props.transform) {
            return;
        }
        for glyph in run.glyphs() {
            let width = match &**glyph {
                Drawn::Outline(outline) => outline.advance_width(),
                Drawn::Type3(drawing) => drawing.advance_width(),
            };
            let text = match glyph.as_unicode() {
                Some(BfString::Char(c)) => apart(c).map_or_else(|| c.to_string(), str::to_owned),
                Some(BfString::String(text)) => text,
                None => {
                    self.text.unread += 1;
                    continue;
                }
            };
            let place = props.transform * glyph.transform();
            let at = |x: i64, y: i64| {
                let point = place * Point::new(x as _, y as _);
                ((point.x * 100.0) as i64, (point.y * 100.0) as i64)
            };
            let ((left, base), (right, slope)) = (at(0, 0), at(width.map_or(EM / 2, |width| width as i64), 0));
            let top = at(0, EM);
            // What is turned on its side is a mark at the margin and no text of the page.
            if (slope - base).abs() > (right - left).abs() {
                continue;
            }
            let size = (top.1 - base).abs().max(1);
            self.page.push(Glyph { text, left, right: right.max(left), base, size });
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// The letters of a ligature.
fn apart(c: char) -> Option<&'static str> {
    Some(match c {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

impl Pen {
    /// Whether a run was drawn just before.
    fn repeats(&self, run: &GlyphRun<'_, '_>, transform: Affine) -> bool {
        let (Some(last), Some(end)) = (run.glyphs().last(), self.page.last()) else { return false };
        let point = transform * last.transform() * Point::ZERO;
        (point.x * 100.0) as i64 == end.left && (point.y * 100.0) as i64 == end.base
    }
}
