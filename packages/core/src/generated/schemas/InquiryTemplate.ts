// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Open, ToOne } from "../../JsonApi.ts"
import { FieldSchema } from "./FieldSchema.ts"

/** The API's `inquiry-template` in answers. */
export interface InquiryTemplate {
  readonly type: "inquiry-template"
  readonly id: string
  readonly attributes: InquiryTemplateAttributes
  readonly relationships?: InquiryTemplateRelationships | null
}

export interface InquiryTemplateAttributes {
  readonly name?: string | null
  readonly status?: Open<"active" | "inactive"> | null
  readonly embeddedFlowDomainAllowlist?: ReadonlyArray<string> | null
  readonly hostedFlowSubdomains?: ReadonlyArray<string> | null
  readonly hostedFlowRedirectUriSchemes?: ReadonlyArray<string> | null
  readonly fieldSchemas?: ReadonlyArray<FieldSchema> | null
}

export interface InquiryTemplateRelationships {
  readonly latestPublishedVersion?: ToOne<"inquiry-template-version"> | null
}

/** Schema of {@link InquiryTemplate}. */
export const InquiryTemplate: Schema.Codec<InquiryTemplate, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        name: W.string,
        status: W.string,
        "embedded-flow-domain-allowlist": W.array(W.string),
        "hosted-flow-subdomains": W.array(W.string),
        "hosted-flow-redirect-uri-schemes": W.array(W.string),
        "field-schemas": W.array(FieldSchema)
      })
    ),
    relationships: W.open({ "latest-published-version": W.toOne })
  })
)

/** The API's `inquiry-template-version` in answers. */
export interface InquiryTemplateVersion {
  readonly type: "inquiry-template-version"
  readonly id: string
  readonly attributes: InquiryTemplateVersionAttributes
  readonly relationships?: InquiryTemplateVersionRelationships | null
}

export interface InquiryTemplateVersionAttributes {
  readonly nameDisplay?: string | null
  readonly description?: string | null
  readonly status?: Open<"published" | "draft"> | null
  readonly live?: boolean | null
  readonly lastUpdater?: string | null
  readonly enabledLocales?: ReadonlyArray<string> | null
  readonly createdAt?: string | null
  readonly updatedAt?: string | null
  readonly publishedAt?: string | null
  readonly theme?: {
    readonly borderRadius?: string | null
    readonly borderRadiusInput?: string | null
    readonly borderRadiusModal?: string | null
    readonly borderWidth?: string | null
    readonly borderWidthInput?: string | null
    readonly buttonBackgroundImage?: string | null
    readonly buttonFontWeight?: string | null
    readonly buttonPosition?: string | null
    readonly buttonShadowStrength?: string | null
    readonly buttonTextTransform?: string | null
    readonly colorButtonPrimary?: string | null
    readonly colorButtonSecondary?: string | null
    readonly colorButtonSecondaryFill?: string | null
    readonly colorButtonPrimaryFillDisabled?: string | null
    readonly colorButtonSecondaryFillDisabled?: string | null
    readonly colorError?: string | null
    readonly colorFont?: string | null
    readonly colorFontButtonPrimary?: string | null
    readonly colorFontButtonSecondary?: string | null
    readonly colorFontSmall?: string | null
    readonly colorFontTitle?: string | null
    readonly colorIconHeader?: string | null
    readonly colorInputBackground?: string | null
    readonly colorInputBorder?: string | null
    readonly colorLink?: string | null
    readonly colorModalBackground?: string | null
    readonly colorPrimary?: string | null
    readonly colorProgressBar?: string | null
    readonly colorSuccess?: string | null
    readonly colorWarning?: string | null
    readonly colorDivider?: string | null
    readonly colorDropdownBackground?: string | null
    readonly colorDropdownOption?: string | null
    readonly fontFamily?: string | null
    readonly fontFamilyTitle?: string | null
    readonly fontUrl?: string | null
    readonly fontSizeBody?: string | null
    readonly fontSizeHeader?: string | null
    readonly fontSizeSmall?: string | null
    readonly lineHeightBody?: string | null
    readonly lineHeightHeader?: string | null
    readonly lineHeightSmall?: string | null
    readonly headerFontWeight?: string | null
    readonly headerMarginBottom?: string | null
    readonly iconColorPrimary?: string | null
    readonly iconColorHighlight?: string | null
    readonly iconColorStroke?: string | null
    readonly iconColorBackground?: string | null
    readonly iconColorGovernmentIdType?: string | null
    readonly iconStyle?: string | null
    readonly inputStyle?: string | null
    readonly pageTransition?: string | null
    readonly textAlign?: string | null
    readonly textDecorationLineLink?: string | null
    readonly usStateInputMethod?: string | null
    readonly verticalOptionsStyle?: string | null
    readonly governmentIdPictographPosition?: string | null
    readonly idBackPictographHeight?: string | null
    readonly idBackPictographUrl?: string | null
    readonly idFrontPictographHeight?: string | null
    readonly idFrontPictographUrl?: string | null
    readonly passportFrontPictographHeight?: string | null
    readonly passportFrontPictographUrl?: string | null
    readonly passportSignaturePictographHeight?: string | null
    readonly passportSignaturePictographUrl?: string | null
    readonly governmentIdSelectPictographHeight?: string | null
    readonly governmentIdSelectPictographUrl?: string | null
    readonly deviceHandoffTermsTextPosition?: string | null
    readonly selfiePictographUrl?: string | null
    readonly selfiePictographHeight?: string | null
    readonly selfieCenterPictographUrl?: string | null
    readonly selfieCenterPictographHeight?: string | null
    readonly selfieLeftPictographUrl?: string | null
    readonly selfieLeftPictographHeight?: string | null
    readonly selfieRightPictographUrl?: string | null
    readonly selfieRightPictographHeight?: string | null
    readonly documentPictographPosition?: string | null
    readonly documentPictographHeight?: string | null
    readonly documentPictographUrl?: string | null
    readonly cameraSupportPictographHeight?: string | null
    readonly cameraSupportPictographUrl?: string | null
    readonly loadingPictographHeight?: string | null
    readonly loadingPictographUrl?: string | null
    readonly navbarLogoDisplay?: string | null
    readonly logoUrl?: string | null
    readonly logo?: string | null
    readonly logoData?: string | null
    readonly logoFilename?: string | null
  } | null
}

export interface InquiryTemplateVersionRelationships {
  readonly inquiryTemplate?: ToOne<"inquiry-template"> | null
}

/** Schema of {@link InquiryTemplateVersion}. */
export const InquiryTemplateVersion: Schema.Codec<
  InquiryTemplateVersion,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        "name-display": W.string,
        description: W.string,
        status: W.string,
        live: W.boolean,
        "last-updater": W.string,
        "enabled-locales": W.array(W.string),
        "created-at": W.string,
        "updated-at": W.string,
        "published-at": W.string,
        theme: W.open({
          "border-radius": W.string,
          "border-radius-input": W.string,
          "border-radius-modal": W.string,
          "border-width": W.string,
          "border-width-input": W.string,
          "button-background-image": W.string,
          "button-font-weight": W.string,
          "button-position": W.string,
          "button-shadow-strength": W.string,
          "button-text-transform": W.string,
          "color-button-primary": W.string,
          "color-button-secondary": W.string,
          "color-button-secondary-fill": W.string,
          "color-button-primary-fill-disabled": W.string,
          "color-button-secondary-fill-disabled": W.string,
          "color-error": W.string,
          "color-font": W.string,
          "color-font-button-primary": W.string,
          "color-font-button-secondary": W.string,
          "color-font-small": W.string,
          "color-font-title": W.string,
          "color-icon-header": W.string,
          "color-input-background": W.string,
          "color-input-border": W.string,
          "color-link": W.string,
          "color-modal-background": W.string,
          "color-primary": W.string,
          "color-progress-bar": W.string,
          "color-success": W.string,
          "color-warning": W.string,
          "color-divider": W.string,
          "color-dropdown-background": W.string,
          "color-dropdown-option": W.string,
          "font-family": W.string,
          "font-family-title": W.string,
          "font-url": W.string,
          "font-size-body": W.string,
          "font-size-header": W.string,
          "font-size-small": W.string,
          "line-height-body": W.string,
          "line-height-header": W.string,
          "line-height-small": W.string,
          "header-font-weight": W.string,
          "header-margin-bottom": W.string,
          "icon-color-primary": W.string,
          "icon-color-highlight": W.string,
          "icon-color-stroke": W.string,
          "icon-color-background": W.string,
          "icon-color-government-id-type": W.string,
          "icon-style": W.string,
          "input-style": W.string,
          "page-transition": W.string,
          "text-align": W.string,
          "text-decoration-line-link": W.string,
          "us-state-input-method": W.string,
          "vertical-options-style": W.string,
          "government-id-pictograph-position": W.string,
          "id-back-pictograph-height": W.string,
          "id-back-pictograph-url": W.string,
          "id-front-pictograph-height": W.string,
          "id-front-pictograph-url": W.string,
          "passport-front-pictograph-height": W.string,
          "passport-front-pictograph-url": W.string,
          "passport-signature-pictograph-height": W.string,
          "passport-signature-pictograph-url": W.string,
          "government-id-select-pictograph-height": W.string,
          "government-id-select-pictograph-url": W.string,
          "device-handoff-terms-text-position": W.string,
          "selfie-pictograph-url": W.string,
          "selfie-pictograph-height": W.string,
          "selfie-center-pictograph-url": W.string,
          "selfie-center-pictograph-height": W.string,
          "selfie-left-pictograph-url": W.string,
          "selfie-left-pictograph-height": W.string,
          "selfie-right-pictograph-url": W.string,
          "selfie-right-pictograph-height": W.string,
          "document-pictograph-position": W.string,
          "document-pictograph-height": W.string,
          "document-pictograph-url": W.string,
          "camera-support-pictograph-height": W.string,
          "camera-support-pictograph-url": W.string,
          "loading-pictograph-height": W.string,
          "loading-pictograph-url": W.string,
          "navbar-logo-display": W.string,
          "logo-url": W.string,
          logo: W.string,
          "logo-data": W.string,
          "logo-filename": W.string
        })
      })
    ),
    relationships: W.open({ "inquiry-template": W.toOne })
  })
)
